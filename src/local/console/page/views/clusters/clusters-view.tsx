export function ClustersView() {
  return <h2>Clusters</h2>;
}
