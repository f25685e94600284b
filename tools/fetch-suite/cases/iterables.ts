import {asNative, is, subject} from '../case.ts';
import {bytesOf, causeCodeOf, echoedBody, nameOf, pause} from '../outcome.ts';

/* A browser sends a stream over HTTP/2 only. */
const overHttp1 = {inBrowser: false};

const upload = (body: unknown, more = {}) => ({method: 'POST', body, duplex: 'half', ...more});

export const iterables = subject('iterable as body', {
	'an async generator is treated as natively': asNative(async ({fetch, url}) => {
		const body = (async function* () {
			yield bytesOf('one');
			yield bytesOf('two');
		})();
		return echoedBody(fetch(url('/echo'), upload(body)));
	}, overHttp1),
	'an async iterable is treated as natively': asNative(async ({fetch, url}) => {
		const body = {
			async *[Symbol.asyncIterator]() {
				yield bytesOf('one');
				await pause(1);
				yield bytesOf('two');
			},
		};
		return echoedBody(fetch(url('/echo'), upload(body)));
	}, overHttp1),
	'an async iterable that fails is treated as natively': asNative(async ({fetch, url}) => {
		const body = (async function* () {
			yield bytesOf('one');
			throw new RangeError('broken');
		})();
		const sent = fetch(url('/sink'), upload(body));
		try {
			return (await sent).status;
		} catch (error) {
			return [nameOf(error), causeCodeOf(error)];
		}
	}, overHttp1),
	'a sync iterable is converted to a string': is('[object Generator]', async ({fetch, url}) => {
		const body = (function* () {
			yield bytesOf('one');
		})();
		return echoedBody(fetch(url('/echo'), upload(body)));
	}),
});
