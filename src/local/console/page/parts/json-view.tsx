/** JSON as a tree whose branches open and close. What is closed is not drawn, so that large results cost nothing. */
import { useState } from "preact/hooks";
import { visibleText } from "../../lanes/visible-text";

interface JsonViewProps {
  readonly value: unknown;
  /** So many levels are open at first. */
  readonly openLevels?: number;
}

export function JsonView({ value, openLevels = 2 }: JsonViewProps) {
  return (
    <div class="json">
      <JsonNode name={null} value={value} openLevels={openLevels} />
    </div>
  );
}

interface JsonNodeProps {
  readonly name: string | null;
  readonly value: unknown;
  readonly openLevels: number;
}

function JsonNode({ name, value, openLevels }: JsonNodeProps) {
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
    return <JsonBranch name={name} value={value} openLevels={openLevels} />;
  }
  return (
    <div class="json-leaf">
      <Name name={name} />
      <code class={`json-${value === null ? "null" : typeof value}`}>{visibleText(JSON.stringify(value) ?? "")}</code>
    </div>
  );
}

function JsonBranch({ name, value, openLevels }: JsonNodeProps & { readonly value: object }) {
  const [isOpen, setIsOpen] = useState(openLevels > 0);
  const entries = Object.entries(value);
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <Name name={name} />
        <span class="quiet">{Array.isArray(value) ? `[ ${entries.length} ]` : `{ ${keysOf(entries)} }`}</span>
      </summary>
      {isOpen && <JsonEntries entries={entries} openLevels={openLevels - 1} />}
    </details>
  );
}

interface JsonEntriesProps {
  readonly entries: readonly (readonly [string, unknown])[];
  readonly openLevels: number;
}

function JsonEntries({ entries, openLevels }: JsonEntriesProps) {
  const [count, setCount] = useState(SHOWN);
  return (
    <div class="json-entries">
      {entries.slice(0, count).map(([key, value]) => (
        <JsonNode key={key} name={key} value={value} openLevels={openLevels} />
      ))}
      {entries.length > count && (
        <button type="button" class="button button-quiet" onClick={() => setCount(count + SHOWN)}>
          Show more of {entries.length}
        </button>
      )}
    </div>
  );
}

const SHOWN = 100;

function keysOf(entries: readonly (readonly [string, unknown])[]): string {
  const keys = entries.slice(0, 4).map(([key]) => visibleText(key.slice(0, 40)));
  return entries.length > 4 ? `${keys.join(", ")}, …` : keys.join(", ");
}

function Name({ name }: { readonly name: string | null }) {
  return name === null ? null : <span class="json-name">{visibleText(name)}: </span>;
}
