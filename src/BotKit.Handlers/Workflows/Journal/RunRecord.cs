using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>What a run has written.</summary>
/// <param name="Frames">Its frames, by the name of their checkpoint.</param>
/// <param name="Inputs">The whole inputs of states whose record has only the beginning of them.</param>
/// <param name="Input">The input of the execution.</param>
internal sealed record RunRecord(IReadOnlyDictionary<string, FrameRecord> Frames, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Inputs, JsonNode? Input)
{
    public FrameRecord Root => Frames[CheckpointJournal.Root];
}
