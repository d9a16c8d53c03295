import type { ComponentChildren } from "preact";
import { Button } from "./button";
import { Dialog } from "./dialog";

interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** The verb of what will be done: "Reset", never "OK". */
  readonly confirm: string;
  readonly isDangerous?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog({ title, children, confirm, isDangerous, onConfirm, onClose }: ConfirmDialogProps) {
  const sayYes = () => {
    onClose();
    onConfirm();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <p class="row row-end">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind={isDangerous === true ? "danger" : "main"} onClick={sayYes}>
          {confirm}
        </Button>
      </p>
    </Dialog>
  );
}
