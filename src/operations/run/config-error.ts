/**
 * One mistake in the configuration or in an argument, with its place. It has the shape of the schedule reader's
 * `Issue`.
 */
export interface ConfigIssue {
  /** "ATLAS_PRIVATE_KEY", "schedule: schedules[0].windows[1].end", "argument.cluster", … */
  readonly path: string;
  readonly message: string;
}

/** A mistake of the user, for which nothing was sent. The message lists every issue on a line of its own. */
export class ConfigError extends Error {
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
    const lines = issues.slice(0, 50).map((issue) => `  ${issue.path}: ${issue.message}`);
    const rest = issues.length > 50 ? [`  … and ${issues.length - 50} more`] : [];
    super([`nothing was done, because of ${count}:`, ...lines, ...rest].join("\n"));
    this.name = "ConfigError";
    this.issues = issues;
  }
}
