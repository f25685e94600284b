import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';

/**
 * Every option of a client and of a call, including nested ones, the header fields that the client reads, and the
 * options of ky and of `fetch`.
 */
const names = `
	token baseUrl fetch retry attemptTimeoutMs deadlineMs middleware cache
	quota onQuotaWait userAgent clock path query json body headers signal idempotent
	idempotencyKey schema priority bucket maxWaitMs attempts baseDelayMs maxDelayMs
	maxRetryAfterMs budget capacity refillPerSuccess refillMs store maxBytes ttlMs coalesce
	allowStale onError as maxBodyBytes idleTimeoutMs duplex method redirect calls intervalMs limiter buckets concurrency spacingMs authorization
	x-api-key cache-control cookie if-none-match range then
	context credentials description dispatcher hooks integrity keepalive kind mode onDownloadProgress
	onUploadProgress parseJson prefix referrer referrerPolicy searchParams status stringifyJson
	throwHttpErrors timeout totalTimeout type url window bodyKey pathParams totalTimeoutMs statuses size
`
	.trim()
	.split(/\s+/);

/**
 * Names that break the platform's own `fetch` or ky if `Object.prototype` has them. `priority` does since
 * Node.js 24. Since Node.js 26, `headers` breaks only ky. `duplex` and `redirect` break `client.fetch` as they break
 * `fetch`, because both read inherited members of `init` (Web IDL).
 */
const broken = [
	'body',
	'cache',
	'credentials',
	'dispatcher',
	'duplex',
	'headers',
	'mode',
	'priority',
	'query',
	'redirect',
	'referrer',
	'referrerPolicy',
	'signal',
	'status',
	'window',
];

it('a polluted Object.prototype changes no request, because only own properties are read', async () => {
	const script = fileURLToPath(new URL('../fixtures/polluted-prototype.ts', import.meta.url));
	const run = promisify(execFile)(process.execPath, [script, JSON.stringify(names)]);
	const {expected, differences, platform} = JSON.parse((await run).stdout);
	expect(expected).toContain('Authorization Bearer secret');
	expect(differences).toEqual([]);
	const affected = platform.map((line: string) => line.replace(/ .*/s, ''));
	expect(broken).toEqual(expect.arrayContaining(affected));
}, 180_000);
