using System.Data.Common;

namespace BotKit.Core.Tests.Errors;

/// <summary>A database error with any SQLSTATE.</summary>
internal sealed class StubDbException(string? sqlState, bool isTransient = false, Exception? inner = null)
    : DbException("insert into customers values ('hunter2')", inner)
{
    public override string? SqlState => sqlState;

    public override bool IsTransient => isTransient;
}
