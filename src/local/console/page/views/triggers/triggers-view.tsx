export function TriggersView() {
  return <h2>Triggers</h2>;
}
