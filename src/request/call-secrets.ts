/**
 * Collects the secrets of one call, so that they can be redacted in its result. It is passed along with the request.
 * The secrets are in a closure, so that logging a request does not print them.
 */
export type CallSecrets = {
	/** Adds a secret: its text is removed from the result of the call. */
	readonly add: (secret: string) => void;
	/** Returns the secrets that were added. */
	readonly list: () => readonly string[];
};

/** Creates the collection of secrets of one call. */
export const collectSecrets = (): CallSecrets => {
	let secrets: readonly string[] = none;
	return {
		add: (secret) => {
			if (!secrets.includes(secret)) secrets = [...secrets, secret];
		},
		list: () => secrets,
	};
};

const none: readonly string[] = [];
