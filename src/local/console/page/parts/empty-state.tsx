import type { ComponentChildren } from "preact";

interface EmptyStateProps {
  /** "No requests yet" */
  readonly title: string;
  /** What would make some come, or where to go. */
  readonly children?: ComponentChildren;
}

export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}

export function Loading({ children = "Waiting for local Atlas…" }: { readonly children?: ComponentChildren }) {
  return (
    <p class="empty" role="status">
      {children}
    </p>
  );
}
