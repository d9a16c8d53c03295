/**
 * Describes the shapes of JSON values as data. One description of the document feeds the reader (read.ts), the types of what it read
 * (`Read`), and the JSON Schema for editors (scripts/build/schedule-schema.ts).
 */

export type TextMeaning = "cron line" | "time zone" | "tier" | "duration" | "lead" | "date-time";

export interface TextShape {
  readonly is: "text";
  /** What the text is, for messages: "a date such as 2026-12-24". */
  readonly what: string;
  /** The pattern is anchored at both ends. Without one any text passes here. */
  readonly pattern?: RegExp;
  /** The checks read these texts, and the JSON Schema has its own description of their form. */
  readonly meaning?: TextMeaning;
  /** Advice for a wrong text that looks like a common mistake. */
  readonly hint?: { readonly when: RegExp; readonly say: string };
}

/** The value is one of a few fixed ones. */
export interface WordShape {
  readonly is: "word";
  readonly words: readonly (string | boolean)[];
}

export interface ListShape {
  readonly is: "list";
  readonly of: Shape;
  readonly atLeast: number;
}

/** The value is an object whose keys the user chooses. */
export interface MapShape {
  readonly is: "map";
  readonly keys: TextShape;
  readonly of: Shape;
  readonly atLeast: number;
}

export interface ObjectShape {
  readonly is: "object";
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  /** Each choice offers several forms, of which the object takes exactly one. A key in no form is optional unless it is required. */
  readonly choices: readonly (readonly KeyForm[])[];
}

/** One form in which keys go together: all of `needs`, at least one of `anyOf` where it is given, and whatever of `may`. */
export interface KeyForm {
  readonly needs: readonly string[];
  readonly anyOf?: readonly string[];
  readonly may?: readonly string[];
}

/** The value may be a text, in short for an object. */
export interface TextOrObjectShape {
  readonly is: "text or object";
  readonly text: TextShape;
  readonly object: ObjectShape;
}

/** The value may be a word, in short for a list. */
export interface ListOrWordShape {
  readonly is: "list or word";
  readonly list: ListShape;
  readonly word: WordShape;
}

export type Shape = TextShape | WordShape | ListShape | MapShape | ObjectShape | TextOrObjectShape | ListOrWordShape;

/** What the reader makes of a value of a shape. Any part of it may be wrong; what is wrong or absent is undefined. */
export type Read<S> = S extends { is: "text" }
  ? string
  : S extends { is: "word"; words: readonly (infer Word)[] }
    ? Word
    : S extends { is: "list"; of: infer Item }
      ? readonly (Read<Item> | undefined)[]
      : S extends { is: "map"; of: infer Value }
        ? ReadonlyMap<string, Read<Value> | undefined>
        : S extends { is: "object"; keys: infer Keys }
          ? { readonly [Key in keyof Keys]: Read<Keys[Key]> | undefined }
          : S extends { is: "text or object"; text: infer Text; object: infer Obj }
            ? Read<Text> | Read<Obj>
            : S extends { is: "list or word"; list: infer List; word: infer Word }
              ? Read<List> | Read<Word>
              : never;
