import {fork} from 'node:child_process';
import {once} from 'node:events';

/** Runs a file of this folder in a separate process and returns the message that it sends. */
export const inChild = async (file, args, execArgv = []) => {
	const child = fork(new URL(file, import.meta.url), args.map(String), {
		execArgv: ['--expose-gc', '--no-warnings', ...execArgv],
	});
	const [message] = await Promise.race([
		once(child, 'message'),
		once(child, 'exit').then(([code]) => {
			throw new Error(`${file} ${args.join(' ')} exited with ${code}`);
		}),
	]);
	child.kill();
	return message;
};
