import type { ComponentChildren } from "preact";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  /** `main`: what the view is for; `danger`: what cannot be undone; `quiet`: one of many in a row. */
  readonly kind?: "main" | "danger" | "quiet";
  /** Of the fields of its form. */
  readonly submits?: boolean;
  /** What was asked for is on its way; the button keeps the focus and does nothing meanwhile. */
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  /** What is read out where the text alone would not say of what. */
  readonly label?: string;
  /** The id of an element that says more. */
  readonly describedBy?: string;
  /** Of a toggle: whether it is on. */
  readonly isPressed?: boolean;
}

export function Button(props: ButtonProps) {
  const { children, onClick, kind, submits, isBusy, isDisabled, label, describedBy, isPressed } = props;
  return (
    <button
      type={submits === true ? "submit" : "button"}
      class={kind === undefined ? "button" : `button button-${kind}`}
      onClick={() => isBusy !== true && onClick()}
      disabled={isDisabled}
      aria-disabled={isBusy}
      aria-busy={isBusy}
      aria-label={label}
      aria-describedby={describedBy}
      aria-pressed={isPressed}
    >
      {children}
    </button>
  );
}
