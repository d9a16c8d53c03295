/** Months that are folded on a screen are printed, and folded again. */
export function openMonthsToPrint(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>("details.month:not([open])")];
    for (const month of opened) month.open = true;
  });
  addEventListener("afterprint", () => {
    for (const month of opened) month.open = false;
  });
}
