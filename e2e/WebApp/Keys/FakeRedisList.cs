using System.Reflection;
using StackExchange.Redis;

namespace BlazorAspire.Tests.WebApp.Keys;

/// <summary>As much of a Redis database as a list of keys needs. A transaction is refused where somebody added to the list after it was read.</summary>
public class FakeRedisList : DispatchProxy
{
    private readonly List<RedisValue> _list = [];
    private int _lengthWhenRead;

    public static (IDatabase Database, FakeRedisList List) Create()
    {
        var database = Create<IDatabase, FakeRedisList>();
        return (database, (FakeRedisList)(object)database);
    }

    public IReadOnlyList<string> Elements => [.. _list.Select(value => (string)value!)];

    public int Conditions { get; private set; }

    /// <summary>What reading the list throws.</summary>
    public Exception? Fault { get; set; }

    public void AddBySibling(string element) => _list.Add(element);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case nameof(IDatabase.ListRange):
                if (Fault is not null)
                {
                    throw Fault;
                }
                _lengthWhenRead = _list.Count;
                return _list.ToArray();
            case nameof(IDatabase.ListRightPush):
                _list.Add((RedisValue)args![1]!);
                return (long)_list.Count;
            case nameof(IDatabase.CreateTransaction):
                return Transaction.Over(this);
            default:
                throw new NotSupportedException(targetMethod.Name);
        }
    }

    public class Transaction : DispatchProxy
    {
        private FakeRedisList _owner = default!;
        private RedisValue _pushed;
        private bool _isConditional;

        public static ITransaction Over(FakeRedisList owner)
        {
            var transaction = Create<ITransaction, Transaction>();
            ((Transaction)(object)transaction)._owner = owner;
            return transaction;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case nameof(ITransaction.AddCondition):
                    _isConditional = true;
                    _owner.Conditions++;
                    return null;
                case nameof(ITransaction.ListRightPushAsync):
                    _pushed = (RedisValue)args![1]!;
                    return Task.FromResult(0L);
                case nameof(ITransaction.Execute):
                    return Commit();
                default:
                    throw new NotSupportedException(targetMethod.Name);
            }
        }

        private bool Commit()
        {
            if (_isConditional && _owner._list.Count != _owner._lengthWhenRead)
            {
                return false;
            }

            _owner._list.Add(_pushed);
            return true;
        }
    }
}
