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
export const differences: readonly Difference[] = [
	{
		reason: 'The client sends its token and its own `User-Agent`, unless the call has such fields.',
		cases: ['header fields of a request: `authorization` and `user-agent` are as natively'],
	},
	{
		reason:
			'The credential is sent with each request, so only the origin of `baseUrl` is requested. `data:` and `blob:` have no origin of their own.',
		cases: [
			'input: a `data:` URL is read',
			'input: a `blob:` URL is read',
			'input: another origin is requested',
			'`Location`: another origin is followed',
		],
	},
	{
		reason: 'A relative URL is resolved against `baseUrl`.',
		cases: [
			'input: `null` is refused',
			'input: a number is refused',
			'input: a relative path needs a base, which a program has not',
		],
	},
	{
		reason:
			'The cache answers from a stored response, or after it has asked the server whether that is current.',
		ways: ['defaults'],
		cases: [
			'cache modes: two calls are two requests',
			'cache modes: two calls with `no-cache` are two requests',
			'cache modes: two calls with `force-cache` are two requests',
		],
	},
	{
		reason:
			'With the cache, a conditional request has `cache-control: max-age=0` instead of `no-cache`, because many servers never respond to `no-cache` with a 304.',
		ways: ['defaults'],
		cases: ['header fields of a request: a conditional request has the same cache directives'],
	},
	{
		reason: 'Identical GETs in flight share one exchange.',
		ways: ['defaults'],
		cases: ['connections: identical GETs at once are sent one by one'],
	},
	{
		reason: 'A failure that is likely to pass is retried.',
		ways: ['defaults'],
		cases: ['connections: a 503 is the response', 'connections: a 429 is the response'],
	},
];
