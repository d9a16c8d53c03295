import { visibleText } from "../../../lanes/visible-text";

interface ChangesProps {
  readonly changes: readonly string[];
  readonly isEdited: boolean;
}

const SHOWN = 50;

/** What would be otherwise than with the document in force, a sentence each. */
export function Changes({ changes, isEdited }: ChangesProps) {
  return (
    <section aria-label="What would change">
      <h3>What would change</h3>
      {changes.length === 0 ? (
        <p class="quiet">
          {isEdited ? "Nothing for any cluster." : "Nothing: this is the document in force. Edit it to see."}
        </p>
      ) : (
        <ChangesList changes={changes} />
      )}
    </section>
  );
}

export function ChangesList({ changes }: { readonly changes: readonly string[] }) {
  return (
    <ul class="changes">
      {changes.slice(0, SHOWN).map((change, index) => (
        <li key={`${index} ${change}`}>{visibleText(change)}</li>
      ))}
      {changes.length > SHOWN && <li class="quiet">and {changes.length - SHOWN} more</li>}
    </ul>
  );
}
