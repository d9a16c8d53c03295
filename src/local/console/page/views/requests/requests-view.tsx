export function RequestsView() {
  return <h2>Requests</h2>;
}
