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

const redirects = (
	statuses: readonly number[],
	methods: readonly string[],
	mode: RequestRedirect,
): readonly string[] =>
	statuses.flatMap((status) =>
		methods.map(
			(method) =>
				`redirects by status, method and mode: ${status}, ${method}, \`redirect: '${mode}'\``,
		),
	);

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
		cases: ['input: a relative path needs a base, which a program has not'],
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
	{
		reason:
			'The `cause` of a failure is the typed error of the client, also if the source of the body failed. The `cause` of that is a redacted copy of the error of the source.',
		cases: ['stream as body: the cause of that failure is the error of the stream'],
	},
	{
		reason: 'The message of a failure is the same on every runtime.',
		runtimes: ['Bun', 'Deno', 'Chromium'],
		cases: [
			'failures: the message is that of native `fetch`',
			'failures: the message of a body that breaks',
		],
	},
	{
		reason:
			'Bun has the code of a failure on the error itself. The client has it on the `cause`, as Node.js.',
		runtimes: ['Bun'],
		cases: [
			'failures: `cause.code` of a refused connection',
			'failures: `cause.code` of a connection that closes without a response',
			'failures: `cause.code` of a connection that is reset',
			'failures: `cause.code` of header fields that are cut',
			'failures: `cause.code` of a body that is shorter than its length',
			'failures: `cause.code` of a body that is reset',
			'failures: `cause.code` of chunks without an end',
			'failures: `cause.code` of a gzip body that is none',
		],
	},
	{
		reason:
			'If a body fails, Bun rejects with its error. The client rejects with a `TypeError`, as Fetch says.',
		runtimes: ['Bun'],
		cases: [
			'stream as body: a stream that fails is a failure',
			'iterable as body: an async iterable that fails is treated as natively',
		],
	},
	{
		reason:
			'The client leaves out the fields that belong to `fetch` itself (Fetch, "forbidden request-header").',
		runtimes: ['Bun', 'Deno'],
		cases: [
			'header fields of a request: `host` is sent or not, as natively',
			'header fields of a request: `content-length` without a body is sent or not, as natively',
			'header fields of a request: `connection: keep-alive` is the default',
			'header fields of a request: `connection: close` is not sent',
		],
	},
	{
		reason: 'The client sends the directives of a cache mode on every runtime, as Node.js does.',
		runtimes: ['Bun', 'Deno'],
		cases: [
			'cache modes: `reload` sends the same directives',
			'cache modes: `no-cache` sends the same directives',
		],
	},
	{
		reason:
			'Two `Location` fields are combined, as any repeated field, and credentials in a `Location` are a failure, as on Node.js.',
		runtimes: ['Bun', 'Deno'],
		cases: [
			'`Location`: two of them are treated as natively',
			'`Location`: credentials in it are treated as natively',
		],
	},
	{
		reason: 'What is no body of the Fetch standard is converted to a string.',
		runtimes: ['Bun', 'Deno'],
		cases: [
			'body of a request: a `SharedArrayBuffer` is treated as natively',
			'body of a request: an array is converted to a string',
		],
	},
	{
		reason:
			'A browser hides the status and the target of a redirect. A GET or HEAD is asked again by the browser, which follows. Anything else fails, because it may have been processed, and so does the mode `manual`.',
		runtimes: ['Chromium'],
		cases: [
			...redirects([301, 302, 303, 307, 308], ['GET', 'POST', 'PUT', 'HEAD'], 'manual'),
			...redirects([301, 302, 303, 307, 308], ['POST', 'PUT', 'HEAD'], 'follow'),
			...redirects([302, 303, 307], ['GET'], 'follow'),
			'redirects: 20 in a row are followed',
			'redirects: no more than 21 requests are sent',
			'redirects: a 303 drops the fields that describe the body',
			'redirects: a 303 keeps `content-disposition`',
			'redirects: a 307 keeps the fields that describe the body',
			'redirects: a 302 to a DELETE stays a DELETE',
			'redirects: a 301 to a PATCH stays a PATCH',
			'redirects: a 303 to a DELETE is a GET',
			'redirects: a 308 sends bytes again',
			'redirects: a 308 sends a blob again',
			'redirects: a 307 sends a form again',
			'redirects: a 307 sends a multipart form again',
			'redirects: the body of a redirect is read in the mode `manual`',
			'redirects: an abort ends a chain',
			'redirects: a response in the mode `manual` has its own URL',
			'status text: the text of a redirect in the mode `manual` is kept',
		],
	},
	{
		reason:
			'The response is one that the client creates, and Chromium writes its `blob().type` otherwise.',
		runtimes: ['Chromium', 'Bun'],
		cases: ['readers of a body: `blob()` has the parameters of the content type'],
	},
	{
		reason:
			'Chromium drops a body that a 204 must not have. The client says that the response is broken.',
		runtimes: ['Chromium'],
		cases: ['failures: a 204 with a body'],
	},
	{
		reason:
			'The response is one that the client makes of a stream. Bun gives its `blob()` no type, and its `formData()` fails with an `Error`.',
		runtimes: ['Bun'],
		cases: [
			'readers of a body: `blob()` has the content type',
			'readers of a body: `formData()` of broken parts is a TypeError',
		],
	},
];
