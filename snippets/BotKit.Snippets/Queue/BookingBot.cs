using System.Data.Common;
using BotKit;

namespace Studio.Queue;

public sealed record Booking(int Invoice, decimal Amount);

#region snippet: fence
public sealed class BookingBot(DbDataSource books) : BaseBot<Booking, Nothing>
{
    protected override async ValueTask<Nothing> ExecuteAsync(Booking input, BotContext context, CancellationToken cancellationToken)
    {
        // The execution id makes the booking happen once; the fence keeps out a process that was taken for dead and wakes up late.
        await using var command = books.CreateCommand("""
            insert into booking (run, fence, invoice, amount) values ($1, $2, $3, $4)
            on conflict (run) do update set fence = excluded.fence, amount = excluded.amount where booking.fence < excluded.fence
            """);
        foreach (var value in new object[] { context.ExecutionId, context.Fence, input.Invoice, input.Amount })
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
        return Nothing.Value;
    }
}
#endregion
