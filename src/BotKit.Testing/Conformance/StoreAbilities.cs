namespace BotKit.Testing.Conformance;

/// <summary>What a store under test can be asked for, beyond the ports themselves.</summary>
[Flags]
public enum StoreAbilities
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Its clock stands still until <see cref="StoreUnderTest.Advance"/> moves it.</summary>
    Clock = 1,

    /// <summary>What it holds survives <see cref="StoreUnderTest.ReopenAsync"/>.</summary>
    Reopen = 2,

    /// <summary>A second node can work on it: <see cref="StoreUnderTest.OpenSecondAsync"/>.</summary>
    SecondNode = 4,

    /// <summary>Leases of nodes can be taken away, and their runs recovered.</summary>
    Leases = 8,

    /// <summary>A run can be enqueued in a transaction of its database: <see cref="StoreUnderTest.BeginTransactionAsync"/>.</summary>
    Transactions = 16,

    /// <summary>It keeps what has ended for as long as <see cref="BotKit.Ledger.RetentionOptions"/> say, and not only as long as it has room.</summary>
    Retention = 32,
}
