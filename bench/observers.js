import {createAwinClient} from '../dist/src/index.js';
import {inChild} from './child.js';
import {inRounds, median, ratio} from './rounds.js';
import {stubs} from './stub.js';

/*
 * CPU time of a 200 with observers: `node --expose-gc bench/observers.js [rounds] [folder of another build]`. With
 * another build, its client is measured, too, twice: the ratio between the two tells the noise. A round has 2000 calls,
 * because with few of them, one more collection of garbage in a round would count as the cost of a subject. Those with
 * OpenTelemetry run in a process of their own, because its `AsyncLocalStorage` makes every promise of a process slower,
 * and its export runs in the turn of others.
 */

const subject = (name, create, options) => {
	const client = create({token: 'bench-token', quota: false, fetch: stubs.ok, ...options});
	return {name, call: () => client.get('/accounts')};
};

const base = 'no observer';
const another = 'the other build';

const withoutTelemetry = async (other) => {
	const subjects = [
		subject(base, createAwinClient),
		subject('an observer that does nothing', createAwinClient, {observe: () => {}}),
	];
	if (other === undefined) return subjects;
	const {createAwinClient: create} = await import(new URL(`${other}/src/index.js`, 'file://').href);
	return [...subjects, subject(another, create), subject('the other build again', create)];
};

const withTelemetry = async () => {
	const {context, metrics, trace} = await import('@opentelemetry/api');
	const {AsyncLocalStorageContextManager} = await import('@opentelemetry/context-async-hooks');
	const {MeterProvider} = await import('@opentelemetry/sdk-metrics');
	const {BatchSpanProcessor, TracerProvider} = await import('@opentelemetry/sdk-trace');
	const {openTelemetry} = await import('../dist/src/opentelemetry.js');
	/* Drops the spans, because exporting them is not our cost. */
	const exporter = {export: (_, done) => done({code: 0}), shutdown: async () => {}};
	context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
	const spanProcessors = [new BatchSpanProcessor({exporter})];
	trace.setGlobalTracerProvider(new TracerProvider({spanProcessors}));
	metrics.setGlobalMeterProvider(new MeterProvider());
	return [
		subject(base, createAwinClient),
		subject('metrics', createAwinClient, {observe: openTelemetry({spans: false})}),
		subject('spans', createAwinClient, {observe: openTelemetry({metrics: false})}),
		subject('spans and metrics', createAwinClient, {observe: openTelemetry()}),
	];
};

const [, , first, second, third] = process.argv;
if (first === 'child') {
	const subjects = await (second === 'telemetry' ? withTelemetry() : withoutTelemetry(third));
	const rounds = Number(process.env.ROUNDS);
	process.send([...(await inRounds(subjects, {rounds, warmUp: 4, calls: 2000}))]);
} else {
	process.env.ROUNDS = first ?? '60';
	const args = second === undefined ? [] : [second];
	for (const group of ['plain', 'telemetry']) {
		const costs = new Map(await inChild('observers.js', ['child', group, ...args]));
		const reference = costs.has(another) ? another : base;
		for (const [name, spent] of costs) {
			const cost = `${median(spent).toFixed(1)} µs`;
			console.log(group, '|', name, '|', cost, '|', ratio(costs, name, reference).toFixed(3));
		}
	}
}
