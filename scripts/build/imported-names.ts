import { parse } from "acorn";

export interface ImportedNames {
  /** Name in the script -> where it comes from. */
  readonly names: ReadonlyMap<string, { readonly file: string; readonly exported: string }>;
  /** The script without its import statements. */
  readonly rest: string;
}

/** Takes the imports out of an ES module. */
export function importedNames(source: string): ImportedNames {
  const names = new Map<string, { file: string; exported: string }>();
  let rest = "";
  let end = 0;
  for (const statement of parse(source, { ecmaVersion: "latest", sourceType: "module" }).body) {
    if (statement.type !== "ImportDeclaration") continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ImportSpecifier" || specifier.imported.type !== "Identifier") {
        throw new Error(`only named imports can be split off: ${source.slice(statement.start, statement.end)}`);
      }
      names.set(specifier.local.name, { file: String(statement.source.value), exported: specifier.imported.name });
    }
    rest += source.slice(end, statement.start);
    end = statement.end;
  }
  return withoutAliases(names, rest + source.slice(end));
}

/**
 * esbuild gives a second import of the same thing another name (`read2`). The first serves for both: where a reference
 * to the import stood, nothing nearer can have had that name.
 */
function withoutAliases(found: ReadonlyMap<string, { file: string; exported: string }>, script: string): ImportedNames {
  const names = new Map<string, { file: string; exported: string }>();
  const firsts = new Map<string, string>();
  let rest = script;
  for (const [local, source] of found) {
    const key = `${source.file} ${source.exported}`;
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, local);
      names.set(local, source);
    } else {
      rest = rest.replace(new RegExp(`\\b${local}\\b`, "g"), first);
    }
  }
  return { names, rest };
}
