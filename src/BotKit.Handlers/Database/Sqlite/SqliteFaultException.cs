namespace BotKit.Handlers.Database;

/// <summary>Ends an operation with a fault that is already classified.</summary>
internal sealed class SqliteFaultException(SqliteFault fault, Exception? innerException = null) : Exception(fault.Message, innerException)
{
    public SqliteFaultException(string code, string message)
        : this(new SqliteFault(code, message))
    {
    }

    public SqliteFault Fault { get; } = fault;
}
