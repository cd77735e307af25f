using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Ledger;

/// <summary>Shows a recorded run as the ledger's readers see it; its JSON is made here, not on the way of a run.</summary>
internal sealed class RunReader(Func<string, BotDescriptor?> find, StoredInputs? inputs = null)
{
    public StoredRun Read(in RunRecord run, bool withPayloads)
    {
        var result = run.Result;
        var bot = withPayloads ? find(result.Bot) : null;
        return new StoredRun
        {
            ExecutionId = result.ExecutionId,
            Bot = result.Bot,
            State = RunState.Ended,
            Status = result.Status,
            Trigger = run.Trigger,
            CreatedAt = run.StartedAt,
            StartedAt = run.StartedAt,
            EndedAt = run.StartedAt + result.Duration,
            Duration = result.Duration,
            Attempts = result.Attempts,
            Deliveries = 1,
            PayloadVersion = bot?.PayloadVersion ?? 1,
            IsDryRun = run.IsDryRun,
            Input = Write(run.Input, bot?.InputJson, bot is null ? null : inputs?.Of(bot)),
            Output = Write(result.Data, bot?.ResultJson, null),
            Error = result.Error,
            TraceId = run.TraceId,
            Origin = run.Origin,
        };
    }

    // A payload that no contract knows, or that refuses to be written, is left out: the rest of the run can still be read.
    private static ReadOnlyMemory<byte> Write(object? payload, JsonTypeInfo? contract, StoredInput? input)
    {
        if (payload is null || contract is null)
        {
            return default;
        }

        try
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(payload, contract);
            return input?.SealEnded(json) ?? json;
        }
#pragma warning disable CA1031 // A payload's own code runs here.
        catch (Exception)
#pragma warning restore CA1031
        {
            return default;
        }
    }
}
