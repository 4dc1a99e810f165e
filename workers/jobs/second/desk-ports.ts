import type { Registry } from '../../../rules/engine/registry.ts';
import { ed25519Signer, type Signer } from '../../package/suites.ts';
import type { DecisionPayload } from '../../protocol/decision.ts';
import type { RegisterName, Registers } from '../../protocol/register.ts';
import { Fault } from '../../store/index.ts';
import { dayOfMoment } from '../rule-life.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { KeyRing } from './trusted-keys.ts';

/** What the desk of second eyes asks of the workspace. */
export interface SecondPorts {
	readonly state: () => Promise<WorkspaceState>;
	/** The one way into the journal. @throws Fault read-only, journal-failed */
	readonly decide: (payload: DecisionPayload) => Promise<{ readonly event: string }>;
	readonly registry: Registry;
	/** Version of the app. */
	readonly build: string;
	readonly now: () => number;
	/** Random text for a seed that nobody chose. */
	readonly random: () => string;
}

export class SecondRoom {
	constructor(readonly ports: SecondPorts) {}

	state = (): Promise<WorkspaceState> => this.ports.state();

	/** @throws Fault read-only */
	async writing(): Promise<WorkspaceState> {
		const state = await this.state();
		if (!state.decisions.writer) throw new Fault('read-only');
		return state;
	}
	async enter<Name extends RegisterName>(batch: string, register: Name, entry: string, value: Registers[Name] | null): Promise<void> {
		await this.ports.decide({ kind: 'enter', batch, register, entry, value });
	}
	async keys(): Promise<KeyRing> {
		const { store, book } = await this.state();
		return KeyRing.open(store, book, dayOfMoment(this.ports.now()));
	}
	async signer(): Promise<Signer> {
		const { store } = await this.writing();
		return ed25519Signer(await store.settings.actor(), await store.keys.getOrCreateSigningKey(this.ports.now()));
	}
}
