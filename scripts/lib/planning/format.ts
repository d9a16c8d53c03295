/** Hours, shares and amounts as people read them. */

/** 802, 802.5, 0.33; with a comma for thousands. */
export function formatHours(hours: number): string {
  return hours.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

export function formatShare(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`;
}

export function formatMoney(amount: number, currency: string): string {
  return `${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;
}
