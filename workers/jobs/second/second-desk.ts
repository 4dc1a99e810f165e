import type { AgreementView, PlanView, Received, SecondApi, SecondCalls } from '../../protocol/second.ts';
import type { KnownKey, TrustedKeyEntry } from '../../protocol/trusted-key.ts';
import { ASSIGNMENT_TYPE, OPINION_TYPE } from '../../package/merge-file.ts';
import { agreementView } from './agreement-tables.ts';
import { Conferences } from './conferences.ts';
import { SecondRoom, type SecondPorts } from './desk-ports.ts';
import { Merging } from './merging.ts';
import { Opinions } from './opinions.ts';
import { Pairs } from './pairs.ts';
import { Plans } from './plans.ts';
import { isZip, openSigned, refusal, refused } from './received.ts';
import { Tasks } from './tasks.ts';
import type { KeyRing } from './trusted-keys.ts';

/** Second eyes as the page asks for them: one door, `second`. */
export class SecondDesk implements SecondCalls {
	readonly #room: SecondRoom;
	readonly #plans: Plans;
	readonly #tasks: Tasks;
	readonly #merging: Merging;
	readonly #pairs: Pairs;
	readonly #conferences: Conferences;
	readonly #opinions: Opinions;

	constructor(ports: SecondPorts) {
		this.#room = new SecondRoom(ports);
		this.#plans = new Plans(this.#room);
		this.#tasks = new Tasks(this.#room);
		this.#merging = new Merging(this.#room, this.#plans);
		this.#pairs = new Pairs(this.#room, this.#merging);
		this.#conferences = new Conferences(this.#room, this.#pairs);
		this.#opinions = new Opinions(this.#room, this.#plans);
	}

	/** One call by its name: what crosses to the worker is one method. */
	answer: SecondApi['second'] = (call, ...args) => (this[call] as (...args: readonly unknown[]) => never).apply(this, args);
	ring = (): Promise<KeyRing> => this.#room.keys();

	keys = async (): Promise<readonly KnownKey[]> => (await this.ring()).keys;
	trust = (keyId: string, entry: TrustedKeyEntry): Promise<void> => this.#room.enter('', 'trustedKeys', keyId, entry);

	sizes: SecondCalls['sizes'] = (batch, terms) => this.#plans.sizes(batch, terms);
	commit: SecondCalls['commit'] = (batch, terms, seed, note) => this.#plans.commit(batch, terms, seed, note);
	plans = async (batch: string): Promise<readonly PlanView[]> => this.#plans.views(batch, await this.#merging.merges(batch));
	frame: SecondCalls['frame'] = (batch, plan) => this.#plans.frame(batch, plan);
	assignment: SecondCalls['assignment'] = (batch, plan, place) => this.#plans.assignment(batch, plan, place);

	receive = async (batch: string, file: File, take: boolean): Promise<Received> => {
		const bytes = new Uint8Array(await file.arrayBuffer());
		if (isZip(bytes)) return this.#merging.receive(batch, bytes, take);
		const signed = await openSigned(bytes);
		if ('kind' in signed) return signed;
		if (signed.predicateType === ASSIGNMENT_TYPE) return this.#tasks.receive(signed, bytes, take);
		if (signed.predicateType === OPINION_TYPE) return this.#opinions.receive(signed, bytes, take);
		return refused('unknown', [refusal('not-ours')]);
	};

	task: SecondCalls['task'] = (batch) => this.#tasks.view(batch);
	tasks: SecondCalls['tasks'] = (batch) => this.#tasks.all(batch);
	endTask: SecondCalls['endTask'] = (batch, reason) => this.#tasks.end(batch, reason);
	exportTask: SecondCalls['exportTask'] = (batch, onProgress) => this.#tasks.export(batch, onProgress);

	merges: SecondCalls['merges'] = (batch) => this.#merging.merges(batch);
	pairs: SecondCalls['pairs'] = (batch, filter, from, count) => this.#pairs.window(batch, filter, from, count);
	agreement = async (batch: string): Promise<AgreementView> => agreementView(await this.#pairs.of(batch));

	confer: SecondCalls['confer'] = (batch, key, merge, said) => this.#conferences.confer(batch, key, merge, said);
	conferences: SecondCalls['conferences'] = (batch) => this.#conferences.all(batch);

	writeOpinion: SecondCalls['writeOpinion'] = (batch, key, said) => this.#opinions.write(batch, key, said);
	opinions: SecondCalls['opinions'] = (batch, key) => this.#opinions.of(batch, key);
}
