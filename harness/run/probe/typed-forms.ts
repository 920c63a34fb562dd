import type { TypedKind } from '../doctor/typed-task.ts';
import { typedTask, typeTask, TYPED_KINDS } from '../doctor/typed-task.ts';
import { userLine } from '../../client/user-line.ts';
import type { Instance } from '../instance/instance.ts';

/** What a user types for one thing; several lines where one sets the stage for the next. */
export type TypedForm = readonly string[];

/** The forms that clients have in common, the likeliest first; one that names its target before one that does not. */
const FORMS: Readonly<Record<TypedKind, readonly TypedForm[]>> = {
  action: [
    ['/describe {target} {text}'],
    ['/action {target} {text}'],
    ['action {target} {text}'],
    ['/query {target}', '/me {text}'],
    ['/join {target}', '/me {text}'],
    ['/me {text}'],
  ],
  message: [['/msg {target} {text}'], ['msg {target} {text}'], ['message {target} {text}']],
  ctcp: [['/ctcp {target} {command} {args}'], ['ctcp {target} {command} {args}']],
  ping: [['/ping {target}'], ['ping {target}'], ['/ctcp {target} PING']],
};

/** A client that does what was typed has sent it by then; what comes later still counts for the form that caused it. */
const TYPED_MS = 2000;

export type FoundForms = Readonly<Partial<Record<TypedKind, TypedForm>>>;

/** Types one form after the other; what goes out decides which of them the client knows. */
export async function findTypedForms(instance: Instance, timeoutMs: number): Promise<FoundForms> {
  const { client, lifeline } = instance;
  const found: Partial<Record<TypedKind, TypedForm>> = {};
  for (const kind of TYPED_KINDS) {
    const tried = FORMS[kind].map((form, index) => ({
      form,
      task: typedTask(kind, instance, `form/${index}`),
    }));
    for (const { form, task } of tried) {
      if (lifeline.loss !== null) break;
      const type = async (): Promise<void> => {
        for (const line of form) await client.act('raw', { text: userLine(line, task.values) });
      };
      const { done } = await typeTask(instance, task, type, Math.min(timeoutMs, TYPED_MS));
      if (done !== null) break;
    }
    const [works] = tried.filter(({ task }) => lifeline.lines.some((line) => task.isDoneBy(line)));
    if (works !== undefined) found[kind] = works.form;
  }
  return found;
}
