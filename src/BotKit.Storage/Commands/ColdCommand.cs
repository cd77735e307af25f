using BotKit.Storage.Dialect;

namespace BotKit.Storage.Commands;

/// <summary>A command that is not hot: a delegate over SQL that both databases share.</summary>
internal abstract class ColdCommand<T>(int rows) : StoreCommand<T>(CommandKind.Cold, rows), IColdCommand
{
    public abstract void Execute(StoreSession session);
}

internal interface IColdCommand
{
    void Execute(StoreSession session);
}

internal sealed class ColdCommand<TArgs, T>(TArgs args, Func<StoreSession, TArgs, T> execute, int rows = 1) : ColdCommand<T>(rows)
{
    public override void Execute(StoreSession session) => Answer(execute(session, args));
}
