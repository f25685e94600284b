/** Cases in which `client.fetch` differs from native `fetch`, with the reason. */
export type Difference = {
	readonly reason: string;
	/** The names of the cases: `subject: title`. */
	readonly cases: readonly string[];
	/** Whether they differ with the features off, with the defaults, or with both. @default both */
	readonly ways?: readonly ('off' | 'defaults')[];
	/** Where they differ. @default everywhere */
	readonly runtimes?: readonly ('Node.js' | 'Bun' | 'Deno' | 'Chromium')[];
};

/** Every difference that is there by design. */
export const differences: readonly Difference[] = [];
