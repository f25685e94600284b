import {pbkdf2} from 'node:crypto';
import {expect, it} from 'vitest';
import {virtualClock} from './virtual-clock.ts';

/** Keeps all threads busy on which digests are computed; the default of libuv is four. */
const keepThreadsBusy = () => {
	const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
	for (let thread = 0; thread < threads; thread++) {
		pbkdf2('', '', 100_000, 32, 'sha512', () => {});
	}
};

it('lets no time pass while a digest is computed', async () => {
	const clock = virtualClock();
	clock.after(1000, () => {});
	keepThreadsBusy();
	await clock.run(crypto.subtle.digest('SHA-256', new Uint8Array(1)));
	expect(clock.elapsed()).toBe(0);
});

it('waits for a timer that is due in a given time', async () => {
	const clock = virtualClock();
	const due: string[] = [];
	const told = clock.whenNextIn(250).then(() => due.push('250'));
	clock.after(300, () => {});
	await clock.pass(0);
	expect(due).toEqual([]);
	clock.after(250, () => {});
	await told;
	expect([due, clock.elapsed()]).toEqual([['250'], 0]);
	await clock.whenNextIn(250);
});
