namespace BotKit.Handlers.Database;

/// <summary>What the service makes of a response.</summary>
internal static class SqliteResponseExtensions
{
    /// <summary>The result, when it is of the kind that was asked for.</summary>
    /// <exception cref="BotException">The response is a fault.</exception>
    public static T Require<T>(this SqliteResponse response)
        where T : DatabaseResult
        => response.Result as T ?? throw response.ToException();

    public static BotException ToException(this SqliteResponse response) => DatabaseFailure.Of(response.Fault ?? SqliteFault.Crashed);
}
