using Microsoft.Extensions.Logging;

namespace BotKit.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(1070, LogLevel.Information, "This node joined as {Node}")]
    public static partial void NodeJoined(ILogger logger, Guid node);

    [LoggerMessage(1071, LogLevel.Error, "The lease of node {Node} is lost: {Why}. Its runs are canceled here and happen elsewhere")]
    public static partial void LeaseLost(ILogger logger, Guid node, string why);

    [LoggerMessage(1072, LogLevel.Error, "The lease of this node cannot be renewed; it goes on trying")]
    public static partial void NodeStoreAway(ILogger logger, Exception exception);

    [LoggerMessage(1073, LogLevel.Information, "The lease of this node can be renewed again")]
    public static partial void NodeStoreBack(ILogger logger);

    [LoggerMessage(1074, LogLevel.Warning, "Node {Name} ({Node}) is lost; of its runs {Requeued} were put back, {Dead} ended dead, {Canceled} canceled, {Interrupted} were interrupted")]
    public static partial void NodeRecovered(ILogger logger, string name, Guid node, int requeued, int dead, int canceled, int interrupted);

    [LoggerMessage(1075, LogLevel.Warning, "Looking for lost nodes failed; it goes on trying")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(1076, LogLevel.Warning, "This node stops while the code of {Count} runs still executes: they happen elsewhere once its lease is over")]
    public static partial void NodeNotLeft(ILogger logger, int count);

    [LoggerMessage(1077, LogLevel.Error, "What a run had to do when its lease was lost failed")]
    public static partial void LossCallbackFailed(ILogger logger, Exception exception);

    [LoggerMessage(1078, LogLevel.Error, "Node {Name} ({Node}) is lost, and its runs could not be recovered; it goes on trying")]
    public static partial void NodeNotRecovered(ILogger logger, Exception exception, string name, Guid node);
}
