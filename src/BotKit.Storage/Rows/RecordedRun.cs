using BotKit.Ledger;

namespace BotKit.Storage.Rows;

/// <summary>A run that was not in the ledger before it ended, with its JSON made.</summary>
/// <param name="Run">The run with its payloads.</param>
internal sealed record RecordedRun(StoredRun Run);
