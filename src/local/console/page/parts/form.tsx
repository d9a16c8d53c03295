import type { ComponentChildren } from "preact";

/** Fields with their button: the Enter key in a field presses the one that submits. */
export function Form({ children }: { readonly children: ComponentChildren }) {
  return (
    <form class="form" noValidate onSubmit={(event) => event.preventDefault()}>
      {children}
    </form>
  );
}
