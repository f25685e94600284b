import {channel, subscribe, unsubscribe} from 'node:diagnostics_channel';
import {expect, it, onTestFinished} from 'vitest';
import {channelName, diagnosticsChannel} from '../../../src/pipeline/observe/channel.ts';
import {observed} from '../../helpers/observed.ts';

it('finds the channel of the runtime', () => {
	expect(diagnosticsChannel()).toBe(channel('awin-sdk'));
});

it.each<[string, unknown]>([
	['no `process`', null],
	['a `process` of a bundler', {env: {}}],
	['no such module', {getBuiltinModule: () => undefined}],
	['a module without channels', {getBuiltinModule: () => ({})}],
	['a channel of another form', {getBuiltinModule: () => ({channel: () => ({})})}],
	[
		'a channel that cannot publish',
		{getBuiltinModule: () => ({channel: () => ({hasSubscribers: true})})},
	],
	[
		'a module that fails',
		{
			getBuiltinModule: () => {
				throw new Error('not supported');
			},
		},
	],
])('finds none in a runtime with %s', (_, runtime) => {
	expect(diagnosticsChannel(runtime)).toBeUndefined();
});

it('gets the events of every client while it has a subscriber', async () => {
	const types: unknown[] = [];
	const onMessage = (message: unknown) => {
		if (typeof message === 'object' && message !== null) types.push(Reflect.get(message, 'type'));
	};
	const {clock, awin} = observed([200], {observe: []});
	await clock.run(awin.get('/accounts'));
	subscribe(channelName, onMessage);
	onTestFinished(() => void unsubscribe(channelName, onMessage));
	await clock.run(awin.get('/accounts'));
	unsubscribe(channelName, onMessage);
	await clock.run(awin.get('/accounts'));
	expect(types).toEqual(['call-start', 'attempt-start', 'attempt-end', 'call-end']);
});
