import type {IterationProgress} from 'awin-sdk';

/** Shows how far several iterations are: on a terminal as one line that changes, elsewhere as a line at the end. */
export const showProgress = (label: string) => {
	const all = new Map<number, IterationProgress>();
	const sum = (name: 'windows' | 'windowsDone' | 'items') =>
		[...all.values()].reduce((total, progress) => total + progress[name], 0);
	const text = () =>
		`${label}: ${sum('windowsDone')} of ${sum('windows')} windows, ${sum('items')} transactions`;
	return {
		update: (account: number, progress: IterationProgress): void => {
			all.set(account, progress);
			if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${text()}`);
		},
		end: (): void => {
			console.log(`${process.stdout.isTTY ? '\r\x1b[K' : ''}  ${text()}`);
		},
	};
};
