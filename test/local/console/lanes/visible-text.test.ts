import { describe, expect, it } from "@jest/globals";
import { visibleLines, visibleText } from "../../../../src/local/console/lanes/visible-text";

describe("visibleText", () => {
  it.each([
    ["a name", "Cluster0", "Cluster0"],
    ["letters of any script", "クラスタ-Ü-😀", "クラスタ-Ü-😀"],
    ["a bidirectional override", "a\u202egnp.exe", "a⟨U+202E⟩gnp.exe"],
    ["an isolate", "\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"],
    ["a zero-width space and a byte order mark", "a\u200bb\ufeff", "a⟨U+200B⟩b⟨U+FEFF⟩"],
    ["control characters", "a\u0000b\u001b[31m\u007f\u0085", "a␀b␛[31m␡⟨U+0085⟩"],
    ["line ends, which a name has none of", "a\nb\u2028c", "a␊b⟨U+2028⟩c"],
    ["half of a pair", "a\ud83d", "a⟨U+D83D⟩"],
  ])("shows %s", (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });
});

describe("visibleLines", () => {
  it("keeps line ends and tabs, and nothing else that is not seen", () => {
    expect(visibleLines("a\r\n\tb\u202e\u0007")).toBe("a\n\tb⟨U+202E⟩␇");
  });
});
