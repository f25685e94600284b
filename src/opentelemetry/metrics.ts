import type {Attributes, Meter} from '@opentelemetry/api';
import type {AwinEvent} from '../pipeline/observe/events.ts';
import type {ObservedCall} from '../request/observed.ts';
import {
	attributesOfCall,
	attributesOfOutcome,
	attributesOfServer,
	names,
	ownNames,
} from './attributes.ts';

/** The bounds of the buckets that the conventions advise, in seconds. */
const explicitBucketBoundaries = [
	0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

const createInstruments = (meter: Meter) => ({
	duration: meter.createHistogram(names.duration, {
		description: 'Duration of HTTP client requests.',
		unit: 's',
		advice: {explicitBucketBoundaries},
	}),
	used: meter.createGauge('awin.client.quota.used', {
		description: 'Calls that count against the quota, as of the last call that asked for a slot.',
		unit: '{call}',
	}),
	waiting: meter.createUpDownCounter('awin.client.quota.waiting', {
		description: 'Calls that wait for a slot of the quota.',
		unit: '{call}',
	}),
	retries: meter.createCounter('awin.client.retries', {
		description: 'Retries, by the reason of the wait before them.',
		unit: '{retry}',
	}),
	notRetried: meter.createCounter('awin.client.not_retried', {
		description: 'Failures that could have been retried and were not, by reason.',
		unit: '{call}',
	}),
	cache: meter.createCounter('awin.client.cache.outcomes', {
		description: 'Calls that used the cache, by outcome.',
		unit: '{call}',
	}),
	storeFailures: meter.createCounter('awin.client.store.failures', {
		description: 'Times that the cache store or the backend of the quota began to fail.',
		unit: '{failure}',
	}),
});

/** Creates what makes metrics of events. The instruments are created with the first event. */
export const createMetrics = (getMeter: () => Meter): ((event: AwinEvent) => void) => {
	let created: ReturnType<typeof createInstruments> | undefined;
	const servers = new WeakMap<ObservedCall, Attributes>();
	const waiting = new WeakSet<ObservedCall>();

	return (event) => {
		created ??= createInstruments(getMeter());
		switch (event.type) {
			case 'attempt-start':
				servers.set(event.call, attributesOfServer(event.url));
				return;
			case 'attempt-end':
				created.duration.record(event.durationMs / 1000, {
					...attributesOfCall(event.call),
					...servers.get(event.call),
					...attributesOfOutcome(event.status, event.error),
				});
				return;
			case 'retry-decision': {
				const counter = event.retry ? created.retries : created.notRetried;
				counter.add(1, {[ownNames.reason]: event.reason});
				return;
			}
			case 'quota-wait':
				waiting.add(event.call);
				created.waiting.add(1);
				return;
			case 'quota-decision':
				created.used.record(event.used);
				if (waiting.delete(event.call)) created.waiting.add(-1);
				return;
			case 'cache':
				created.cache.add(1, {[ownNames.cacheOutcome]: event.outcome});
				return;
			case 'store-failure':
				created.storeFailures.add(1, {[ownNames.store]: event.store});
				return;
			case 'call-start':
			case 'call-end':
			case 'quota-pause':
			case 'shared':
			case 'page':
			case 'window':
		}
	};
};
