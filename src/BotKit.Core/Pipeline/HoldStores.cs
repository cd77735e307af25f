using System.Text.Json;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Pipeline;

/// <summary>Where runs that are held write while they go on.</summary>
/// <param name="Checkpoints">What they leave behind.</param>
/// <param name="Queue">How far they have come.</param>
/// <param name="Json">How checkpoints are written.</param>
internal sealed record HoldStores(IBotCheckpointStore Checkpoints, IBotQueueStore Queue, JsonSerializerOptions Json);
