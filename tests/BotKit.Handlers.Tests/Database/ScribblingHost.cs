using BotKit.Handlers.Database;

namespace BotKit.Handlers.Tests.Database;

/// <summary>A host that writes half a copy, with a journal beside it, and then does as it is told.</summary>
internal sealed class ScribblingHost(Func<CancellationToken, SqliteResponse> then) : ISqliteHost
{
    public string? Destination { get; private set; }

    public ValueTask<SqliteResponse> RunAsync(SqliteRequest request, CancellationToken cancellationToken)
    {
        Destination = ((SqliteCopyRequest)request).Destination;
        File.WriteAllText(Destination, "half a copy");
        File.WriteAllText(Destination + "-journal", "half a journal");
        return ValueTask.FromResult(then(cancellationToken));
    }
}
