/** Somebody at a terminal who answers questions one after another; who has no answer left gives up. */
import { Cancelled, type Prompts } from "../../scripts/lib/prompts";

export function answering(answers: readonly string[], onShown: (text: string) => void = () => {}): Prompts {
  const left = [...answers];
  const next = (shown: string): string => {
    onShown(shown);
    const answer = left.shift();
    if (answer === undefined) throw new Cancelled();
    return answer;
  };
  return {
    async text({ message, otherwise, problemOf }) {
      for (let shown = message; ; ) {
        const answer = next(shown);
        if (answer === "" && otherwise !== undefined) return otherwise;
        const problem = answer === "" ? "An answer is needed." : problemOf?.(answer);
        if (problem === undefined) return answer;
        shown = problem;
      }
    },
    async select(message, words) {
      const answer = next(`${message} ${words.join(", ")}`);
      const word = words.find((one) => one === answer);
      if (word === undefined) throw new Error(`a list does not offer ${answer}`);
      return word;
    },
    confirm: async (question) => next(question) === "y",
  };
}
