/**
 * Shapes of JSON values as data: from one description come the TypeScript types (below), the reader (read.ts) and the
 * JSON Schema (scripts/build/schedule-schema.ts).
 */

export interface TextShape {
  readonly is: "text";
  /** What the text is, for messages and the JSON Schema: "a date". */
  readonly what: string;
  /** Anchored at both ends. Absent: any text, which what reads it checks. */
  readonly pattern?: RegExp;
  /** Said of a wrong text that looks like a mistake often made. */
  readonly hint?: { readonly when: RegExp; readonly say: string };
}

export interface WordShape<Word extends string | true = string | true> {
  readonly is: "word";
  readonly words: readonly Word[];
}

export interface ListShape<Item = unknown> {
  readonly is: "list";
  readonly of: Item;
  readonly atLeast: number;
}

/** An object whose keys the user chooses. */
export interface MapShape<Value = unknown> {
  readonly is: "map";
  readonly keys: TextShape;
  readonly of: Value;
  readonly atLeast: number;
}

/** One way to say a thing: all of `needs`, at least one of `anyOf` if given, and whatever of `may`. */
export interface Way {
  readonly needs: readonly string[];
  readonly anyOf?: readonly string[];
  readonly may?: readonly string[];
}

export interface ObjectShape {
  readonly is: "object";
  readonly keys: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
  /** Of each choice exactly one way is taken, told by the keys present. Keys that no way names are optional or required. */
  readonly choices: readonly (readonly Way[])[];
}

/** A text that is short for an object. */
export interface TextOrObjectShape<Text = unknown, Obj = unknown> {
  readonly is: "text or object";
  readonly text: Text;
  readonly object: Obj;
}

export type Shape = TextShape | WordShape | ListShape | MapShape | ObjectShape | TextOrObjectShape;

type Keys<S> = S extends { readonly keys: infer K } ? K : never;
type Valid<K, Name> = Name extends keyof K ? { readonly [N in Name]: Static<K[N]> } : never;
type Intersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void ? I : never;
type AllOf<K, Names extends readonly string[]> = Names extends readonly []
  ? unknown
  : Intersection<Names[number] extends infer N ? (N extends string ? Valid<K, N> : never) : never>;
type SomeOf<K, Names> = Names extends readonly string[] ? Partial<AllOf<K, Names>> : unknown;
type NamesOfWay<W> = W extends Way
  ?
      | W["needs"][number]
      | (W["anyOf"] extends readonly string[] ? W["anyOf"][number] : never)
      | (W["may"] extends readonly string[] ? W["may"][number] : never)
  : never;
/** One member of the union for each way: its keys, and none of the other ways'. */
type ByWay<K, W, Names extends string> = W extends Way
  ? AllOf<K, W["needs"]> &
      SomeOf<K, W["anyOf"]> &
      SomeOf<K, W["may"]> & { readonly [N in Exclude<Names, NamesOfWay<W>>]?: never }
  : never;
type ByChoices<K, C> = C extends readonly [infer First, ...infer Rest]
  ? (First extends readonly (infer W)[] ? ByWay<K, W, NamesOfWay<W>> : never) & ByChoices<K, Rest>
  : unknown;
type NamesOfChoices<C> = C extends readonly (readonly (infer W)[])[] ? NamesOfWay<W> : never;
type ByObject<K, R extends readonly string[], C> = AllOf<K, R> & {
  readonly [N in Exclude<keyof K, R[number] | NamesOfChoices<C>>]?: Static<K[N]>;
} & ByChoices<K, C>;

/** What a value of a shape is, as one writes it. */
export type Static<S> = S extends TextShape
  ? string
  : S extends WordShape<infer W>
    ? W
    : S extends ListShape<infer I>
      ? readonly Static<I>[]
      : S extends MapShape<infer V>
        ? Readonly<Record<string, Static<V>>>
        : S extends TextOrObjectShape<infer T, infer O>
          ? Static<T> | Static<O>
          : S extends ObjectShape
            ? ByObject<Keys<S>, S["required"], S["choices"]>
            : never;

/** What the reader makes of a value that may be wrong in places: what is wrong is undefined. */
export type Read<S> = S extends TextShape
  ? string
  : S extends WordShape<infer W>
    ? W
    : S extends ListShape<infer I>
      ? readonly (Read<I> | undefined)[]
      : S extends MapShape<infer V>
        ? ReadonlyMap<string, Read<V> | undefined>
        : S extends TextOrObjectShape<infer T, infer O>
          ? Read<T> | Read<O>
          : S extends ObjectShape
            ? { readonly [N in keyof Keys<S>]: Read<Keys<S>[N]> | undefined }
            : never;
