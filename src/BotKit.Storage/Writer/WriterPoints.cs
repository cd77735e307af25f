using BotKit.Diagnostics;
using BotKit.Storage.Commands;

namespace BotKit.Storage.Writer;

/// <summary>The moments of a transaction at which the kill test may end this process, one for each kind of command in it.</summary>
internal static class WriterPoints
{
    public static void Reach(List<StoreCommand> batch, int count, Func<string, string> moment)
    {
        if (CrashPoint.Reached is { } reached)
        {
            foreach (var kind in batch.Take(count).Select(static command => command.Kind).Distinct())
            {
#pragma warning disable CA1308 // Names of moments are in lower case.
                reached(moment(kind.ToString().ToLowerInvariant()));
#pragma warning restore CA1308
            }
        }
    }
}
