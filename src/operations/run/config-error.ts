/** One mistake in the configuration or in an argument, by place. Structurally the schedule reader's `Issue`. */
export interface ConfigIssue {
  /** "ATLAS_PRIVATE_KEY", "schedule: schedules[0].windows[1].end", "argument.cluster", … */
  readonly path: string;
  readonly message: string;
}

/** The user's mistake. Nothing was sent. The message lists every issue, one a line. */
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
