namespace BotKit.Storage.Commands;

/// <summary>A command that somebody waits for.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal abstract class StoreCommand<T>(CommandKind kind, int rows) : StoreCommand(kind, rows)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _answer;
    private bool _hasAnswer;
    private Exception? _refusal;

    /// <summary>Completes after the commit.</summary>
    public Task<T> Task => _completion.Task;

    /// <summary>What <see cref="StoreCommand.Deliver"/> will hand over, while the transaction is open.</summary>
    public T? Answered => _answer;

    /// <summary>Sets the answer, inside the transaction.</summary>
    public void Answer(T answer)
    {
        _answer = answer;
        _hasAnswer = true;
    }

    /// <summary>Refuses it alone, inside the transaction: the others of its batch go on.</summary>
    public void Refuse(Exception refusal) => _refusal = refusal;

    public override void Reset()
    {
        _refusal = null;
        _answer = default;
        _hasAnswer = false;
    }

    protected override void OnDelivered()
    {
        if (_refusal is { } refusal)
        {
            _completion.TrySetException(refusal);
        }
        else if (_hasAnswer)
        {
            _completion.TrySetResult(_answer!);
        }
        else
        {
            _completion.TrySetException(new InvalidOperationException($"The store did not answer a command ({Kind})."));
        }
    }

    protected override void OnFailed(Exception exception)
    {
        if (exception is OperationCanceledException canceled)
        {
            _completion.TrySetCanceled(canceled.CancellationToken);
        }
        else
        {
            _completion.TrySetException(exception);
        }
    }
}
