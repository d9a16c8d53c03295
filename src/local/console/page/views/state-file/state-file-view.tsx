export function StateFileView() {
  return <h2>State</h2>;
}
