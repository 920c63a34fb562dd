import type { AckForm } from '../../dcc/acknowledgements.ts';
import type { ChatLine } from '../../dcc/chat.ts';
import { DccPeer } from '../../dcc/dcc-peer.ts';
import type { FoundFile } from './file-content.ts';
import { Downloads } from './downloads.ts';
import type { Offer } from './offer.ts';

/** What was seen of a conversation by DCC by the end of its play: later it only goes to pieces. */
export interface DccSeen {
  readonly connected: boolean;
  /** How many connections the client made. */
  readonly accepted: number;
  /** Whether a connection of the peer was refused, or ended at once. */
  readonly refused: boolean;
  readonly firstOctets: Buffer;
  /** Of a chat. */
  readonly lines: readonly ChatLine[];
  /** What came of a file; null where the peer takes none, or nobody was there. */
  readonly received: { readonly octets: number; readonly isContent: boolean } | null;
  /** Null where the peer sends no file. */
  readonly acks: AckForm | null;
  /** Null without a connection. */
  readonly ended: 'fin' | 'reset' | 'open' | null;
  readonly saved: FoundFile | null;
  readonly isLaidKept: boolean;
  readonly isOutsideKept: boolean;
}

/** The peer of one play, and the folder of its client. */
export class DccStage {
  readonly peer = new DccPeer();
  readonly downloads: Downloads;
  /** Where the peer listens; null as long as it does not. */
  port: number | null = null;
  /** What the client has offered last; null before it has. */
  offer: Offer | null = null;
  /** How many lines of the chat, and DCC lines of the client, were waited for. */
  linesHeard = 0;
  answersHeard = 0;
  /** Something that was waited for did not come. */
  isWaitedOut = false;

  /** For how long nothing may happen while something is waited for. */
  readonly quietMs: number;

  constructor(home: string, quietMs: number) {
    this.quietMs = quietMs;
    this.downloads = new Downloads(home);
  }

  /** What a placeholder stands for; null for one that is none of DCC. */
  value(name: string): string | null {
    switch (name) {
      case 'peer.address':
        return '2130706433';
      case 'peer.address6':
        return '::1';
      case 'peer.port':
        return String(this.port ?? 0);
      case 'offer.name':
        return this.offer?.name ?? '';
      case 'offer.port':
        return this.offer?.port ?? '0';
      case 'offer.token':
        return this.offer?.token ?? '';
      default:
        return null;
    }
  }

  async seen(): Promise<DccSeen> {
    const { peer, downloads } = this;
    const { task, link } = peer;
    return {
      connected: link !== null,
      accepted: peer.accepted,
      refused: peer.refused > 0,
      firstOctets: peer.firstOctets,
      lines: task?.kind === 'chat' ? task.lines : [],
      received:
        task?.kind === 'receive' && link !== null
          ? { octets: task.octetsIn, isContent: task.isContent }
          : null,
      acks: task?.kind === 'send' ? task.acknowledgements.form(task.position) : null,
      ended: link === null ? null : (link.ended ?? 'open'),
      saved: await downloads.saved(),
      isLaidKept: await downloads.isLaidKept(),
      isOutsideKept: await downloads.isOutsideKept(),
    };
  }
}
