import {getEventListeners} from 'node:events';
import {awinClient} from '../../helpers/awin-client.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';
import {conversionModel, faults} from './conversion-model.ts';

/** The URL of the API. */
export const baseUrl = 'https://api.awin.com';
const named = (...names: readonly string[]) =>
	names.flatMap((name) => faults.filter((fault) => fault.name === name));

/** How long a request takes to arrive, and its answer to come back. */
export const latencyMs = 500;

/** An advertiser whose conversions a model answers. */
export const advertiser = (...names: readonly string[]) => {
	const clock = virtualClock();
	const model = conversionModel(named(...names), clock, {latencyMs: () => latencyMs});
	const controller = new AbortController();
	const awin = awinClient(baseUrl, clock, {fetch: model.fetch, retry: false});
	return {
		clock,
		...model,
		...awin.advertiser(2001),
		publisher: awin.publisher(1001),
		signal: controller.signal,
		abort: () => controller.abort(new Error('enough')),
		listeners: () => getEventListeners(controller.signal, 'abort').length,
	};
};
