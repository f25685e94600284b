/*
 * A call that succeeds on its third attempt, a call that is not retried, and the same call with an exception.
 */
import {createAwinClient, isAwinError, isServiceUnavailableError, unwrap} from 'awin-sdk';
import {byStatus, inTurn} from 'awin-sdk/mocks';
import {startMockServer} from '../tools/mock-server.ts';

const server = await startMockServer([
	inTurn('/accounts', [503, 'networkError', 200]),
	byStatus('/publishers/{publisherId}/programmes', 503, {headers: {'retry-after': '600'}}),
]);
const awin = createAwinClient({
	token: 'demo-0f3c9a52',
	baseUrl: server.url,
	retry: {attempts: 3, baseDelayMs: 20},
});

const recovered = await awin.get('/accounts');
console.log(`${recovered.kind}, after ${recovered.meta.attempts.length} attempts:`);
for (const {number, status, error, waitedMs} of recovered.meta.attempts) {
	console.log(`  ${number}. ${error ?? status}, ${Math.round(waitedMs)} ms wait before it`);
}

/* `Retry-After` is ten minutes, which exceeds `maxRetryAfterMs`: the call fails at once, with a `retryAt`. */
const path = '/publishers/{publisherId}/programmes';
const result = await awin.get(path, {path: {publisherId: 1001}});
if (result.kind === 'unavailable') {
	console.log(`${result.kind}, not retried: ${result.meta.notRetried}`);
	console.log(`  ${result.error.hint}`);
}

try {
	unwrap(await awin.get(path, {path: {publisherId: 1001}}));
	process.exitCode = 1;
} catch (error) {
	if (!isAwinError(error)) throw error;
	console.log(`${error.name}: ${error.message}`);
	console.log(`  try again later: ${isServiceUnavailableError(error)}`);
}

await server.close();
if (recovered.kind !== 'ok' || result.kind !== 'unavailable') process.exitCode = 1;
