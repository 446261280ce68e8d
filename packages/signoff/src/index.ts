// SPDX-License-Identifier: EUPL-1.2
export {canonicalJson, parseJson} from "./canonical-json.ts"
export {SignoffError} from "./error.ts"
export {digestOf, newSalt, sha256} from "./digest.ts"
export type {Digest, Utc} from "./digest.ts"
export {freeze, newReaction} from "./report.ts"
export type {
  Attachment,
  FreezeOptions,
  FrozenReport,
  FrozenSection,
  Identified,
  Leaf,
  LeafKind,
  LeafValues,
  PinnedTemplate,
  ReportContent,
} from "./report.ts"
export {redact, withheldIn} from "./redact.ts"
export type {Hide} from "./redact.ts"
export {newSigningKey, softwareSigner} from "./sign.ts"
export type {FlattenedJws, Jwk, Jwks, ProtectedHeader, Signer, SigningAlgorithm} from "./sign.ts"
export {checkSigner} from "./check-signer.ts"
export type {SignerCase} from "./check-signer.ts"
export {prepareSignOff, readSignOff, signSignOff} from "./sign-off.ts"
export type {
  Decision,
  Prepared,
  Purpose,
  ReadSignOff,
  Shown,
  SignOff,
  SignOffAuth,
  SignOffInput,
  SignOffParty,
  SignOffRefusal,
} from "./sign-off.ts"
export {signOffState} from "./state.ts"
export type {SignOffStanding, SignOffState} from "./state.ts"
export {makeBundle, sealReport} from "./seal.ts"
export type {Bundle, Phase, Seal} from "./seal.ts"
export {controlCode, makeReceipt, receiptCode, sameCode} from "./receipt.ts"
export type {Receipt} from "./receipt.ts"
export {chainEvent, verifyChain} from "./audit.ts"
export type {ChainEntry, ChainEvent, ChainHead, ChainVerdict} from "./audit.ts"
export {verifyBundle} from "./verify.ts"
export type {Issue, IssueCode} from "./issue.ts"
export type {CheckedSignOff} from "./verify-acts.ts"
export type {Verification, VerifyOptions} from "./verify.ts"
export {describeVerification} from "./words.ts"
