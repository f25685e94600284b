/* Serves the site on loopback until it is interrupted, and opens it in the browser. */
import {spawn} from 'node:child_process';
import {serve} from './serve.mjs';

const openers = {
	darwin: ['open'],
	win32: ['cmd', '/c', 'start', ''],
};

const {url} = await serve();
console.log(`The reference is at ${url}/ until you press Ctrl+C.`);
const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
/* A machine without a browser still has the URL. */
spawn(command, [...args, `${url}/`], {stdio: 'ignore'}).on('error', () => {});
