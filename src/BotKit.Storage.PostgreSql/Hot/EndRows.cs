using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Rows;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>The columns of runs that end together.</summary>
internal static class EndRows
{
    /// <summary>The parameters of <see cref="EndSql"/>.</summary>
    public static NpgsqlParameter[] Parameters(IReadOnlyList<EndCommand> commands, long? now)
    {
        var count = commands.Count;
        var ids = new Guid[count];
        var fences = new long[count];
        var statuses = new int[count];
        var started = new long[count];
        var durations = new long[count];
        var attempts = new int[count];
        var codes = new string?[count];
        var errors = new string?[count];
        var outputs = new byte[]?[count];
        var inputs = new byte[]?[count];
        var traces = new string?[count];
        for (var i = 0; i < count; i++)
        {
            var outcome = commands[i].Outcome;
            ids[i] = outcome.ExecutionId;
            fences[i] = outcome.Fence;
            statuses[i] = (int)outcome.Status;
            started[i] = Instants.ToMilliseconds(outcome.StartedAt);
            durations[i] = outcome.Duration.Ticks;
            attempts[i] = outcome.Attempts;
            codes[i] = Words.Clean(outcome.Error?.Code);
            errors[i] = Words.Clean(ErrorText.Write(outcome.Error));
            outputs[i] = Arrays.Payload(outcome.Output);
            inputs[i] = outcome.RemainingInput?.ToArray();
            traces[i] = Words.Clean(outcome.TraceId);
        }

        return
        [
            Arrays.Number(now), Arrays.Ids(ids), Arrays.Numbers(fences), Arrays.Numbers(statuses), Arrays.Numbers(started),
            Arrays.Numbers(durations), Arrays.Numbers(attempts), Arrays.Texts(codes), Arrays.Texts(errors), Arrays.Bytes(outputs),
            Arrays.Bytes(inputs), Arrays.Texts(traces),
        ];
    }

    /// <summary>The lines that go with their outcomes.</summary>
    public static IEnumerable<RunLogPart> Logs(IReadOnlyList<EndCommand> commands)
        => commands.Select(static command => command.Outcome.Logs).OfType<RunLogPart>();
}
