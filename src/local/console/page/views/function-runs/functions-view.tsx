export function FunctionsView() {
  return <h2>Functions</h2>;
}
